import type { Problem } from '@canbao/domain/problem';

export const agentProblems = {
  noAgents: (): Problem => ({
    type: '/problems/agent/no-agents',
    status: 409,
    title: '本方案没有代征人员 this scheme has no agents',
    detail: '本方案的费款不经代征人员和待解专户。 Its premiums do not go through agents and pending accounts.',
    remedy: '请缴费人按方案的渠道缴费。 Pay by the channels of the scheme.',
  }),
  asOnCardWarning:
    '号码与校验位不符，已按身份证照录，初检会退回 the check digit is wrong; the first check will return it',
  alreadyRegisteredWarning: (receipt: string): string =>
    `此人在本县已有登记，收据尾号 ${receipt.slice(-4)} already registered in the county`,
} as const;
