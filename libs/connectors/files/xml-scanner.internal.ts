import { fileProblem, unreadableWorkbook } from './file-problem.internal.ts';
import type { Stop } from './table-row.internal.ts';

/** A tag as it lies in `bytes`. One object serves all tags of a scanner: keep nothing of it. */
export type XmlTag = {
  bytes: Buffer;
  /** Of `<` in `bytes`. */
  from: number;
  /** Of the local name, without prefix and slash. */
  nameFrom: number;
  nameTo: number;
  /** Behind the last attribute. */
  to: number;
  isEnd: boolean;
  isEmpty: boolean;
  /** Of `<`, and behind `>`, in the part as a whole. */
  at: number;
  behind: number;
  /** Of the attribute that was looked for last. */
  valueFrom: number;
  valueTo: number;
};

export type XmlSink = {
  tag(tag: XmlTag): Stop;
  /** Between two tags; several times when a comment or CDATA stands between. `isRaw`: entities mean nothing. */
  text(bytes: Buffer, from: number, to: number, isRaw: boolean): Stop;
  /** Here a text stood that is longer than any cell may be: it was passed over unbuilt. */
  cut(): void;
};

/** `end`: nothing more comes; what was begun must be whole. */
export type XmlScanner = { readonly push: (piece: Buffer) => Stop; readonly end: () => Stop };

const longestText = 65_536;
const longestTag = 1_000_000;

const [LESS, GREATER, QUOTE, APOSTROPHE, SLASH, COLON, BANG, QUESTION, DASH, BRACKET] = [
  0x3c, 0x3e, 0x22, 0x27, 0x2f, 0x3a, 0x21, 0x3f, 0x2d, 0x5b,
] as const;

/**
 * Tags and texts of an XML part that comes in pieces; UTF-8 only. Holds back an unfinished tag or text until the next
 * piece, at most 1 MB: a cell of 600 MB is never built. A DOCTYPE is refused, so entities are the five of XML.
 */
export function xmlScanner(sink: XmlSink): XmlScanner {
  const tag: XmlTag = {
    ...{ bytes: Buffer.alloc(0), from: 0, nameFrom: 0, nameTo: 0, to: 0 },
    ...{ isEnd: false, isEmpty: false, at: 0, behind: 0, valueFrom: 0, valueTo: 0 },
  };
  let held: Buffer = Buffer.alloc(0);
  let base = 0;
  let isCut = false;

  function push(piece: Buffer): Stop {
    const bytes = held.length === 0 ? piece : Buffer.concat([held, piece]);
    let at = base === 0 && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
    if (base === 0 && bytes[at] !== LESS && bytes.length > 3) return unreadableWorkbook();
    for (;;) {
      let open = at;
      while (open < bytes.length && bytes[open] !== LESS) open += 1;
      if (open === bytes.length) {
        isCut ||= bytes.length - at > longestText;
        if (isCut) at = bytes.length;
        break;
      }
      if (isCut) sink.cut();
      const told = !isCut && open > at ? sink.text(bytes, at, open, false) : undefined;
      isCut = false;
      if (told !== undefined) return told;
      at = open;
      const close = markupEnd(bytes, open);
      if (close < 0) {
        if (bytes.length - open > longestTag) return unreadableWorkbook();
        break;
      }
      const stop = takeMarkup(sink, tag, bytes, { open, close, base });
      if (stop !== undefined) return stop;
      at = close + 1;
    }
    held = bytes.subarray(at);
    base += at;
    return undefined;
  }

  return { push, end: () => (isCut || held.some((byte) => byte > 0x20) ? unreadableWorkbook() : undefined) };
}

type Place = { readonly open: number; readonly close: number; readonly base: number };

/** Hands on what stands between `<` and `>`, if it is a tag or text; comments and instructions are passed over. */
function takeMarkup(sink: XmlSink, tag: XmlTag, bytes: Buffer, { open, close, base }: Place): Stop {
  const second = bytes[open + 1];
  if (second === BANG) {
    if (bytes[open + 2] === DASH) return undefined;
    if (bytes[open + 2] === BRACKET) return sink.text(bytes, open + 9, close - 2, true);
    return bytes[open + 2] === 0x44 ? doctype() : unreadableWorkbook();
  }
  if (second === QUESTION) {
    const encoding = /encoding=["']([^"']*)/.exec(bytes.toString('latin1', open, close))?.[1];
    return encoding === undefined || /^utf-?8$/i.test(encoding) ? undefined : unreadableWorkbook();
  }
  let name = second === SLASH ? open + 2 : open + 1;
  tag.nameFrom = name;
  for (; name < close; name += 1) {
    const byte = bytes[name]!;
    if (byte === COLON) tag.nameFrom = name + 1;
    else if (byte <= 0x20 || byte === SLASH) break;
  }
  tag.bytes = bytes;
  tag.from = open;
  tag.nameTo = name;
  tag.isEnd = second === SLASH;
  tag.isEmpty = bytes[close - 1] === SLASH;
  tag.to = tag.isEmpty ? close - 1 : close;
  tag.at = base + open;
  tag.behind = base + close + 1;
  return sink.tag(tag);
}

/** Index of the `>` that ends what begins at `open`; -1 when it is not there yet. */
function markupEnd(bytes: Buffer, open: number): number {
  const second = bytes[open + 1];
  if (second === BANG) {
    if (bytes.length < open + 9) return -1;
    if (bytes[open + 2] === DASH) return behind(bytes, '-->', open + 4);
    return bytes[open + 2] === BRACKET ? behind(bytes, ']]>', open + 9) : open + 8;
  }
  if (second === QUESTION) return behind(bytes, '?>', open + 2);
  for (let at = open + 1; at < bytes.length; at += 1) {
    const byte = bytes[at];
    if (byte === GREATER) return at;
    if (byte === QUOTE || byte === APOSTROPHE) {
      at += 1;
      while (at < bytes.length && bytes[at] !== byte) at += 1;
    }
  }
  return -1;
}

function behind(bytes: Buffer, end: string, from: number): number {
  const at = bytes.indexOf(end, from);
  return at < 0 ? -1 : at + end.length - 1;
}

const doctype = () =>
  fileProblem('doctype', 422, [
    '文件含有 DOCTYPE forbidden declaration',
    '表格内含有 DOCTYPE 声明，表格软件从不写它。 It declares a DOCTYPE, which no spreadsheet program writes.',
    '请把数据复制到新建的工作簿后重新上传。 Copy the data into a new workbook and send that.',
  ]);
