/**
 * What a desk decided. 200 = done, 422 = refused for good. `duplicates` = how many things were asked for that had
 * happened before under another key, and therefore did not happen again.
 */
export type Outcome = { readonly status: 200 | 422; readonly answer: object; readonly duplicates: number };

export const done = (answer: object, duplicates = 0): Outcome => ({ status: 200, answer, duplicates });

export const refused = (code: string, reason: string, duplicates = 0): Outcome => ({
  status: 422,
  answer: { code, reason },
  duplicates,
});
