import type { Problem } from '@canbao/domain/problem';

export const agentProblems = {
  noAgents: (): Problem => ({
    type: '/problems/agent/no-agents',
    status: 409,
    title: '本方案没有代征人员 this scheme has no agents',
    detail: '本方案的费款不经代征人员和待解专户。 Its premiums do not go through agents and pending accounts.',
    remedy: '请缴费人按方案的渠道缴费。 Pay by the channels of the scheme.',
  }),
  emptyFile: (): Problem => ({
    type: '/problems/file/empty',
    status: 422,
    title: '名册是空的 the file is empty',
    detail: '文件中没有内容。 There is nothing in the file.',
    remedy: '按模板填写后再上传。 Fill in the template, then upload it.',
    field: 'csv',
  }),
  fileOfAnother: (): Problem => ({
    type: '/problems/file/of-another-agent',
    status: 409,
    title: '名册已由他人上传 uploaded by another agent',
    detail: '同一份名册已由另一名代征人员上传。 Another agent has uploaded the very same file.',
    remedy: '上传本人收据本的名册。 Upload the file of your own receipt books.',
    field: 'csv',
  }),
  asOnCardWarning:
    '号码与校验位不符，已按身份证照录，初检会退回 the check digit is wrong; the first check will return it',
  alreadyRegisteredWarning: (receipt: string): string =>
    `此人在本县已有登记，收据尾号 ${receipt.slice(-4)} already registered in the county`,
} as const;
