/** What a pair's state is called, Chinese and English, in the order of work. */
export const stateWords = [
  ['open', '待判定', 'Open'],
  ['not-a-duplicate', '不重复', 'Not a duplicate'],
  ['duplicate', '重复', 'Duplicate'],
  ['settled', '未判定，已有结果', 'Undecided, settled'],
] as const;
