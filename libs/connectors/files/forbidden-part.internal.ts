import type { Problem } from '@canbao/domain/problem';

import { fileProblem } from './file-problem.internal.ts';

const acting = /vbaProject|vbaData|(^|\/)(externalLinks|oleObjects|embeddings|activeX|macrosheets)\//i;
const archives = /\.(zip|xlsx|xlsm|xlsb|xls|docx|pptx|ods|jar|7z|rar|gz|tgz|bz2|xz|tar|cab)$/i;

/** Whether a part of a zip, by its name or the first bytes of a stored part, makes the whole file unwelcome. */
export function forbiddenPart(name: string, storedBytes: Buffer | null): Problem | null {
  const leaves = name === '' || /^[/]|[\\:\0]|\uFFFD/.test(name) || name.split('/').includes('..');
  if (leaves)
    return fileProblem('unsafe-path', 422, [
      '文件内部路径不安全 unsafe path',
      '文件内有指向外部的路径。 A path inside the file leads out of it.',
      saveAgain,
    ]);
  if (acting.test(name)) return activeContent();
  if (archives.test(name) || (storedBytes?.length === 4 && storedBytes.readUInt32LE(0) === 0x04034b50))
    return fileProblem('nested-archive', 422, [
      '文件内含压缩包 archive inside',
      '表格文件内含另一个文件或压缩包。 The workbook contains another file or archive.',
      saveAgain,
    ]);
  return null;
}

const saveAgain = '请把数据复制到新建的工作簿后重新上传。 Copy the data into a new workbook and send that.';

/** Macros, links to other files, embedded objects: never opened, never passed on. */
export const activeContent = (): Problem =>
  fileProblem('active-content', 422, [
    '文件含有宏、外部链接或嵌入对象 active content',
    '含有宏、外部链接或嵌入对象的文件不予接收。 Files with macros, external links or embedded objects are not taken.',
    saveAgain,
  ]);
