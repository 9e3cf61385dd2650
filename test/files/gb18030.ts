/** Two-byte characters by what they decode to; Node has no encoder. */
const twoBytes = new Map<string, readonly number[]>();
/** The four-byte characters of the basic plane, by the same way. */
const fourBytes = new Map<string, readonly number[]>();

function learn(): void {
  const decoder = new TextDecoder('gb18030');
  const put = (map: Map<string, readonly number[]>, ...bytes: readonly number[]) => {
    const char = decoder.decode(Uint8Array.from(bytes));
    if (!map.has(char)) map.set(char, bytes);
  };
  for (let high = 0x81; high <= 0xfe; high += 1)
    for (let low = 0x40; low <= 0xfe; low += 1) if (low !== 0x7f) put(twoBytes, high, low);
  for (let index = 0; index < 39_420; index += 1) put(fourBytes, ...linear(index));
}

const linear = (index: number): readonly number[] => [
  0x81 + Math.floor(index / 12_600),
  0x30 + (Math.floor(index / 1_260) % 10),
  0x81 + (Math.floor(index / 10) % 126),
  0x30 + (index % 10),
];

/** A text in GB18030, four-byte characters and those outside the basic plane included. */
export function gb18030(text: string): Uint8Array {
  if (twoBytes.size === 0) learn();
  const bytes = Array.from(text, (char): readonly number[] => {
    const point = char.codePointAt(0)!;
    if (point < 0x80) return [point];
    if (point > 0xffff) return linear(189_000 + point - 0x10000);
    return twoBytes.get(char) ?? fourBytes.get(char)!;
  });
  return Uint8Array.from(bytes.flat());
}
