import type { Problem } from '@canbao/domain/problem';

export const readingProblems = {
  notSoFar: (): Problem => ({
    type: '/problems/reading/not-so-far',
    status: 422,
    title: '记录还没有到这个位置 the log has not come so far',
    detail: '这个位置之后还没有任何记录。 No event has this position yet.',
    remedy: '选一个更早的时刻。 Choose an earlier moment.',
    field: 'at',
  }),
} as const;
