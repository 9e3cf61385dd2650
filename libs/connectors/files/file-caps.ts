/** What one uploaded file may hold. `bytes` as it is sent; `rows` of data, whatever is empty between them. */
export const fileCaps = { bytes: 10_000_000, rows: 100_000, columns: 60, cellChars: 1_000 } as const;
