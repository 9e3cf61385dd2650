/** Full-width letters and digits as half-width ones; plain ASCII is not even copied. */
export const halfWidth = (text: string): string => (/[^\x20-\x7e]/.test(text) ? text.normalize('NFKC') : text);
