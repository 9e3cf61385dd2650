import type { Problem } from '@canbao/domain/problem';

/** What the API answers when a machine, not a rule, is in the way. */
export const engineProblems = {
  fault: (trace: string): Problem => ({
    type: '/problems/server/fault',
    status: 500,
    title: '系统出错 the system failed',
    detail: `这是系统的问题，编号 ${trace}。 This is our fault, number ${trace}.`,
    remedy: '用同一个请求编号再试一次；仍不行请报上编号。 Repeat with the same key; if it stays, report the number.',
  }),
  away: (): Problem => ({
    type: '/problems/engine/away',
    status: 503,
    title: '流程引擎没有应答 the workflow engine does not answer',
    detail: '查看和登记不受影响，流程类操作要等它恢复。 Everything else works; acts on the process wait for it.',
    remedy: '稍后用同一个请求编号再试。 Repeat with the same key in a moment.',
  }),
  busy: (): Problem => ({
    type: '/problems/engine/busy',
    status: 503,
    title: '正在办理别的操作 another command is under way',
    detail: '同一时间只办一件，您的操作还没有办理。 One command at a time; yours has not been done.',
    remedy: '用同一个请求编号再试。 Repeat with the same key.',
  }),
  unknown: (): Problem => ({
    type: '/problems/engine/unknown-outcome',
    status: 503,
    title: '还不知道办成没有 the outcome is not known yet',
    detail: '操作已送出，答复还没有回来。 The command was sent and its answer has not come.',
    remedy: '用同一个请求编号再试，不会重复办理。 Repeat with the same key: nothing is done twice.',
  }),
  stale: (): Problem => ({
    type: '/problems/engine/stale',
    status: 409,
    title: '情况刚刚变了 things have just changed',
    detail: '在您操作之前已有别的变动，没有办理。 Something else happened first; nothing was done.',
    remedy: '看过最新情况再操作。 Look again, then decide.',
  }),
  notRunning: (): Problem => ({
    type: '/problems/engine/not-running',
    status: 409,
    title: '流程没有在运行 the process is not running',
    detail: '这项流程还没有开始、已经结束，或需要恢复。 It has not begun, has ended, or has to be recovered.',
    remedy: '若本应在运行，请运维执行 recover。 If it should be running, an operator runs recover.',
  }),
  noCampaign: (): Problem => ({
    type: '/problems/campaign/not-open',
    status: 404,
    title: '还没有开启征缴 no campaign is open',
    detail: '县协调员尚未开启本年度征缴。 The coordinator has not opened a campaign yet.',
    remedy: '请县协调员开启。 Ask the coordinator to open it.',
  }),
} as const;
