import { type Problem, problemsOf } from '@canbao/domain/problem';

/** A file that is refused whole: `/problems/file/<why>`. */
export const fileProblem = problemsOf('file');

/** The bytes promise a workbook and do not keep it: XML that ends early, a cell that points nowhere. */
export const unreadableWorkbook = (): Problem =>
  fileProblem('unreadable', 422, [
    '工作簿无法读取 unreadable workbook',
    '文件内容已损坏或不是表格软件写出的格式。 The content is damaged or was not written by a spreadsheet program.',
    '请用表格软件打开，另存为 .xlsx 后重新上传。 Open it in a spreadsheet program and save it again as .xlsx.',
  ]);

/** More rows or columns than one file may have. */
export const overCap = (detail: string): Problem =>
  fileProblem('too-many', 413, ['文件过大 too many', detail, '请拆分后分别上传。 Split the file.']);

/** More than 10 MB as it was sent: refused unread. */
export const tooLargeFile = (bytes: number): Problem =>
  fileProblem('too-large', 413, [
    '文件过大 too large',
    `文件超过 ${bytes / 1_000_000} MB。 More than ${bytes / 1_000_000} MB.`,
    '请按村拆分后分别上传。 Split it by village.',
  ]);
