import type { Problem } from '@canbao/domain/problem';

import { fileProblem } from './file-problem.internal.ts';
import { emptyFile } from './village-heading.internal.ts';
import { encryptedFile } from './zip-directory.internal.ts';

const startsWith = (file: Uint8Array, ...bytes: readonly number[]) => bytes.every((byte, at) => file[at] === byte);
/** A password makes an xlsx one of these old containers, with this stream inside. */
const encryptedPackage = Buffer.from('EncryptedPackage', 'utf16le');

/** What an uploaded file is, by its first bytes and never by its name. Text is what is nothing else. */
export function fileKind(file: Uint8Array): 'xlsx' | 'csv' | Problem {
  if (file.length === 0) return emptyFile();
  if (startsWith(file, 0x50, 0x4b)) return 'xlsx';
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  if (startsWith(file, 0xd0, 0xcf, 0x11, 0xe0))
    return bytes.includes(encryptedPackage) ? encryptedFile() : oldWorkbook();
  const start = bytes.toString('latin1', 0, 512).trimStart().toLowerCase();
  const found = otherKinds.find(({ marks }) => marks.some((mark) => start.startsWith(mark)));
  return found ? wrongKind(found.name) : 'csv';
}

const otherKinds: readonly { readonly name: string; readonly marks: readonly string[] }[] = [
  { name: 'PDF', marks: ['%pdf'] },
  { name: '网页 HTML', marks: ['<!doctype', '<html', '<head', '<table', '<meta', 'ï»¿<html', 'ï»¿<table', 'ï»¿<meta'] },
  { name: 'XML', marks: ['<?xml', 'ï»¿<?xml'] },
  { name: '图片 picture', marks: ['\x89png', '\xff\xd8\xff', 'gif8', 'bm6', 'ii*\0', 'mm\0*'] },
  { name: '压缩包 archive', marks: ['rar!', '7z\xbc\xaf', '\x1f\x8b', 'bzh'] },
  { name: '富文本 RTF', marks: ['{\\rtf'] },
];

const wrongKind = (name: string): Problem =>
  fileProblem('wrong-kind', 415, [
    '不是表格文件 not a spreadsheet',
    `这是${name}文件。 This is a file of another kind: ${name}.`,
    '请在表格软件中另存为 .xlsx 或 CSV 后重新上传。 Save it as .xlsx or CSV in a spreadsheet program.',
  ]);

const oldWorkbook = (): Problem =>
  fileProblem('old-workbook', 415, [
    '旧版 .xls 文件 old workbook',
    '这是 2003 及以前的 .xls 格式（扩展名可能已改）。 A workbook of the format before 2007, whatever its name.',
    '请在表格软件中另存为 .xlsx 后重新上传。 Save it as .xlsx in a spreadsheet program.',
  ]);
