import type { Problem } from '@canbao/domain/problem';

import { fileProblem } from './file-problem.internal.ts';
import { forbiddenPart } from './forbidden-part.internal.ts';

/** One part of a zip, as the central directory has it and the local header confirms. Offsets and sizes in bytes. */
export type ZipEntry = {
  readonly name: string;
  readonly isDeflated: boolean;
  readonly crc: number;
  readonly packedBytes: number;
  readonly unpackedBytes: number;
  /** Where the packed bytes begin. */
  readonly from: number;
  /** The record of the central directory, to be copied when the file is written again. */
  readonly record: Buffer;
};

/** What a workbook may be (security.md 9). Below `smallBytes` a high ratio harms nobody. */
export const zipCaps = { unpackedBytes: 200_000_000, ratio: 100, entries: 200, smallBytes: 1_000_000 } as const;

const endBytes = 22;
const longestComment = 65_535;

/**
 * Entries of a zip in the order of its central directory, before anything is inflated. Refused: what is truncated or
 * disagrees with itself, what is over a cap by its own account, encrypted parts, parts that act, paths that leave.
 */
export function zipDirectory(file: Buffer): readonly ZipEntry[] | Problem {
  const end = endOfDirectory(file);
  if (end < 0) return brokenZip();
  const count = file.readUInt16LE(end + 10);
  const size = file.readUInt32LE(end + 12);
  const start = file.readUInt32LE(end + 16);
  // Disks, and the marks of zip64, which no file of this size needs.
  if (file.readUInt32LE(end + 4) !== 0 || count !== file.readUInt16LE(end + 8) || start + size !== end)
    return brokenZip();
  if (count > zipCaps.entries) return zipBomb(`${count} 个部件，上限 ${zipCaps.entries}。 ${count} parts.`);
  const entries: ZipEntry[] = [];
  const names = new Set<string>();
  let at = start;
  for (let index = 0; index < count; index += 1) {
    const entry = entryAt(file, at, start);
    if ('type' in entry) return entry;
    if (names.has(entry.name.toLowerCase())) return brokenZip();
    names.add(entry.name.toLowerCase());
    entries.push(entry);
    at += entry.record.length;
  }
  return at === end ? (overCaps(entries, file.length) ?? entries) : brokenZip();
}

function endOfDirectory(file: Buffer): number {
  for (let at = file.length - endBytes; at >= 0 && at >= file.length - endBytes - longestComment; at -= 1)
    if (file.readUInt32LE(at) === 0x06054b50 && at + endBytes + file.readUInt16LE(at + 20) === file.length) return at;
  return -1;
}

function entryAt(file: Buffer, at: number, directory: number): ZipEntry | Problem {
  if (at + 46 > file.length || file.readUInt32LE(at) !== 0x02014b50) return brokenZip();
  const nameBytes = file.readUInt16LE(at + 28);
  const length = 46 + nameBytes + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32);
  if (at + length > file.length) return brokenZip();
  const record = file.subarray(at, at + length);
  const rawName = record.subarray(46, 46 + nameBytes);
  const name = rawName.toString('utf8');
  const method = record.readUInt16LE(10);
  const packedBytes = record.readUInt32LE(20);
  const local = record.readUInt32LE(42);
  if (local + 30 > directory || file.readUInt32LE(local) !== 0x04034b50) return brokenZip();
  // Bits 0, 6 and 13: encrypted, strongly, with a masked directory.
  if (((record.readUInt16LE(8) | file.readUInt16LE(local + 6)) & 0x2041) !== 0) return encryptedFile();
  const from = local + 30 + file.readUInt16LE(local + 26) + file.readUInt16LE(local + 28);
  const localName = file.subarray(local + 30, local + 30 + file.readUInt16LE(local + 26));
  if (from + packedBytes > directory || !localName.equals(rawName)) return brokenZip();
  if (file.readUInt16LE(local + 8) !== method || (method !== 0 && method !== 8)) return brokenZip();
  const forbidden = forbiddenPart(name, method === 0 ? file.subarray(from, from + 4) : null);
  if (forbidden) return forbidden;
  const unpackedBytes = record.readUInt32LE(24);
  if (method === 0 && packedBytes !== unpackedBytes) return brokenZip();
  return { name, isDeflated: method === 8, crc: record.readUInt32LE(16), packedBytes, unpackedBytes, from, record };
}

function overCaps(entries: readonly ZipEntry[], fileBytes: number): Problem | null {
  const packed = entries.reduce((sum, { packedBytes }) => sum + packedBytes, 0);
  const unpacked = entries.reduce((sum, { unpackedBytes }) => sum + unpackedBytes, 0);
  // Parts that share their bytes: together they are longer than the file.
  if (packed > fileBytes) return brokenZip();
  if (unpacked > zipCaps.unpackedBytes) return overUnpacked();
  const isSteep = (from: number, to: number) => to > zipCaps.smallBytes && to > from * zipCaps.ratio;
  if (isSteep(packed, unpacked) || entries.some((entry) => isSteep(entry.packedBytes, entry.unpackedBytes)))
    return zipBomb(`压缩比超过 ${zipCaps.ratio}。 Compressed more than ${zipCaps.ratio} times.`);
  return null;
}

const overUnpacked = () =>
  zipBomb(
    `解压后超过 ${zipCaps.unpackedBytes / 1_000_000} MB。 More than ${zipCaps.unpackedBytes / 1_000_000} MB unpacked.`,
  );

/** Over a cap by what the directory says, or by what came out of it. */
export const zipBomb = (detail: string): Problem =>
  fileProblem('zip-bomb', 413, [
    '文件解压后过大 too large when unpacked',
    detail,
    '请删除数据下方的空白行和无关的工作表，另存后重新上传。 Delete empty rows below the data and other sheets, and save again.',
  ]);

/** Cut off on the way, or never a zip: the parts are not where it says. */
export const brokenZip = (): Problem =>
  fileProblem('zip-broken', 422, [
    '文件不完整 incomplete file',
    '文件被截断或已损坏。 The file was cut off or is damaged.',
    '请用表格软件打开并另存为 .xlsx，再重新上传。 Open it in a spreadsheet program, save it as .xlsx, and send it again.',
  ]);

/** Behind a password: nobody here has it. */
export const encryptedFile = (): Problem =>
  fileProblem('encrypted', 422, [
    '文件有密码 encrypted file',
    '文件设有打开密码。 The file is protected by a password.',
    '请取消密码后另存并重新上传。 Remove the password and save again.',
  ]);
