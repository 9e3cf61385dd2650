import { isProblem, type Problem } from '@canbao/domain/problem';

import { fileProblem, unreadableWorkbook } from './file-problem.internal.ts';
import { activeContent } from './forbidden-part.internal.ts';
import { feedEntry } from './inflated-pieces.internal.ts';
import { xmlScanner, type XmlTag } from './xml-scanner.internal.ts';
import { attributeText, isNamed } from './xml-text.internal.ts';
import { zipDirectory, type ZipEntry } from './zip-directory.internal.ts';

/** A visible sheet, in the workbook's order. */
export type SheetPart = { readonly name: string; readonly entry: ZipEntry };

export type WorkbookParts = {
  readonly file: Buffer;
  readonly entries: readonly ZipEntry[];
  readonly sheets: readonly SheetPart[];
  readonly strings: ZipEntry | null;
  /** Whether day 0 is 1904-01-01 (old Macs), else 1899-12-30. */
  readonly isFrom1904: boolean;
};

type Link = { readonly id: string; readonly kind: string; readonly target: string };

/** Opens an xlsx as far as its sheets: caps first, then what kind of file it is, then which sheets a person sees. */
export async function workbookParts(bytes: Uint8Array): Promise<WorkbookParts | Problem> {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const entries = zipDirectory(file);
  if (isProblem(entries)) return entries;
  const byName = new Map(entries.map((entry) => [entry.name.toLowerCase(), entry]));
  const tagsOf = (name: string, take: (tag: XmlTag) => void) => readTags(file, byName.get(name.toLowerCase()), take);

  const roots = await linksIn(tagsOf, '_rels/.rels', '');
  if (isProblem(roots)) return byName.has('_rels/.rels') ? roots : otherZip();
  const workbook = roots.find(({ kind }) => kind === 'officeDocument')?.target ?? '';
  let contentType = '';
  const typesRead = await tagsOf('[Content_Types].xml', (tag) => {
    if (attributeText(tag, 'PartName')?.toLowerCase() === `/${workbook.toLowerCase()}`)
      contentType = attributeText(tag, 'ContentType') ?? '';
  });
  if (typesRead) return typesRead;
  if (/macroEnabled/i.test(contentType)) return activeContent();
  if (!/spreadsheetml\.(sheet|template)\.main\+xml$/.test(contentType)) return otherZip();

  const folder = workbook.slice(0, workbook.lastIndexOf('/') + 1);
  const links = await linksIn(tagsOf, `${folder}_rels/${workbook.slice(folder.length)}.rels`, folder);
  if (isProblem(links)) return links;
  const sheets: SheetPart[] = [];
  let isFrom1904 = false;
  const read = await tagsOf(workbook, (tag) => {
    if (isNamed(tag, 'workbookPr')) isFrom1904 = /^(1|true)$/.test(attributeText(tag, 'date1904') ?? '');
    if (!isNamed(tag, 'sheet') || tag.isEnd || /^(very)?hidden$/i.test(attributeText(tag, 'state') ?? '')) return;
    const link = links.find(({ id, kind }) => kind === 'worksheet' && id === attributeText(tag, 'id'));
    const entry = link && byName.get(link.target.toLowerCase());
    if (entry) sheets.push({ name: attributeText(tag, 'name') ?? '', entry });
  });
  if (read) return read;
  if (sheets.length === 0) return unreadableWorkbook();
  const stringsPart = links.find(({ kind }) => kind === 'sharedStrings')?.target.toLowerCase();
  const strings = stringsPart === undefined ? null : byName.get(stringsPart);
  return strings === undefined ? unreadableWorkbook() : { file, entries, sheets, strings, isFrom1904 };
}

type TagsOf = (name: string, take: (tag: XmlTag) => void) => Promise<Problem | undefined>;

async function readTags(
  file: Buffer,
  entry: ZipEntry | undefined,
  take: (tag: XmlTag) => void,
): Promise<Problem | undefined> {
  if (entry === undefined) return unreadableWorkbook();
  const taken = (tag: XmlTag): undefined => {
    take(tag);
  };
  const scanner = xmlScanner({ tag: taken, text: () => undefined, cut: () => undefined });
  const stop = await feedEntry(file, entry, scanner);
  return stop === 'enough' ? undefined : stop;
}

/** Links of a part to others of the workbook, their targets as entry names. Links that lead out are not among them. */
async function linksIn(tagsOf: TagsOf, name: string, folder: string): Promise<readonly Link[] | Problem> {
  const links: Link[] = [];
  const problem = await tagsOf(name, (tag) => {
    if (!isNamed(tag, 'Relationship') || tag.isEnd || attributeText(tag, 'TargetMode') === 'External') return;
    const target = attributeText(tag, 'Target') ?? '';
    const type = attributeText(tag, 'Type') ?? '';
    links.push({
      id: attributeText(tag, 'Id') ?? '',
      kind: type.slice(type.lastIndexOf('/') + 1),
      target: target.startsWith('/') ? target.slice(1) : inFolder(folder, target),
    });
  });
  return problem ?? links;
}

function inFolder(folder: string, target: string): string {
  const path: string[] = [];
  for (const step of `${folder}${target}`.split('/')) {
    if (step === '..') path.pop();
    else if (step !== '.' && step !== '') path.push(step);
  }
  return path.join('/');
}

/** A zip, but not of this kind: a text document, an OpenDocument table, a binary workbook. */
const otherZip = (): Problem =>
  fileProblem('wrong-kind', 415, [
    '不是表格文件 not a spreadsheet',
    '这是压缩包或其他文档，不是 .xlsx 工作簿。 A zip or another document, not an .xlsx workbook.',
    '请在表格软件中另存为 .xlsx 后重新上传。 Save it as .xlsx in a spreadsheet program.',
  ]);
