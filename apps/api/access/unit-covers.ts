/** Whether a unit lies inside another or is it. Paths end at a separator: 411722/10 does not cover 411722/103. */
export const unitCovers = (scope: string, unit: string): boolean => unit === scope || unit.startsWith(`${scope}/`);
