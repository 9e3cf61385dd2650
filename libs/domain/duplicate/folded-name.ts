/** How two names compare: byte for byte, only after folding, or not at all. Nothing is ever merged because of it. */
export type NameMatch = 'same' | 'same-after-folding' | 'other';

/**
 * A name for comparison only: one width, one middle dot of the many that keyboards offer (· • ・ ‧ ． .), no
 * blanks, no characters that cannot be seen. What is stored and shown stays as it was written.
 */
export function foldedName(name: string): string {
  return name
    .normalize('NFKC')
    .replace(/[\s\p{Cf}]/gu, '')
    .replace(/[·•・‧∙⋅.]/g, '·')
    .toUpperCase();
}

export function nameMatch(one: string, other: string): NameMatch {
  if (one.normalize('NFC') === other.normalize('NFC')) return 'same';
  return foldedName(one) === foldedName(other) ? 'same-after-folding' : 'other';
}
