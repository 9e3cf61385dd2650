import type { Problem } from '@canbao/domain/problem';
import { isUtf8 } from 'node:buffer';

import { fileCaps } from './file-caps.ts';

/**
 * Text of an uploaded file: a byte order mark decides, else strict UTF-8, else strict GB18030; a file that is
 * neither is refused with the line where UTF-8 breaks, and so is UTF-16 without its mark. More than 10 MB is refused
 * unread. Text passes as it is.
 */
export function fileText(file: string | Uint8Array): string | Problem {
  if (file.length > fileCaps.bytes) return tooLarge();
  if (typeof file === 'string') return file;
  if (file[0] === 0xff && file[1] === 0xfe) return decoded(file, 'utf-16le') ?? unknownEncoding(file);
  if (file[0] === 0xfe && file[1] === 0xff) return decoded(file, 'utf-16be') ?? unknownEncoding(file);
  if (isUnmarkedUtf16(file)) return unmarkedUtf16();
  const hasMark = file[0] === 0xef && file[1] === 0xbb && file[2] === 0xbf;
  return decoded(file, 'utf-8') ?? (hasMark ? null : decoded(file, 'gb18030')) ?? unknownEncoding(file);
}

function decoded(file: Uint8Array, encoding: 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030'): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(file);
  } catch {
    // A fatal decoder throws for one reason only: the bytes are not of this encoding.
    return null;
  }
}

/** Every second byte of much of it is a NUL; a NUL or two in a text are their cells' fault. */
function isUnmarkedUtf16(file: Uint8Array): boolean {
  const start = file.subarray(0, 2_000);
  return start.reduce((count, byte) => (byte === 0 ? count + 1 : count), 0) > start.length / 10;
}

const unmarkedUtf16 = (): Problem => ({
  type: '/problems/file/encoding-unknown',
  status: 422,
  title: '文件编码无法识别',
  detail: '像是没有标记的 UTF-16，或不是文本文件',
  remedy: '请在表格软件中另存为「CSV UTF-8」后重新上传',
});

function unknownEncoding(file: Uint8Array): Problem {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  let line = 1;
  // No character of several bytes has a line feed among them.
  for (let from = 0; from < bytes.length; line += 1) {
    const end = bytes.indexOf(0x0a, from);
    const to = end < 0 ? bytes.length : end + 1;
    if (!isUtf8(bytes.subarray(from, to))) break;
    from = to;
  }
  return {
    type: '/problems/file/encoding-unknown',
    status: 422,
    title: '文件编码无法识别',
    detail: `第 ${line} 行既不是 UTF-8 也不是 GB18030`,
    remedy: '请在表格软件中另存为「CSV UTF-8」后重新上传',
  };
}

const tooLarge = (): Problem => ({
  type: '/problems/file/too-large',
  status: 413,
  title: '文件过大',
  detail: `文件超过 ${fileCaps.bytes / 1_000_000} MB`,
  remedy: '请按村拆分后分别上传',
});
