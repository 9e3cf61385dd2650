/**
 * What can keep a gate shut, in the order in which it is said. A warning is shown and keeps nothing shut.
 * `of` = what is counted, Chinese then English; null = there is nothing to count.
 */
export const gateKinds = {
  'earlier-phase-open': { isWarning: false, of: null, title: '上一阶段未关闭 an earlier phase is still open' },
  'plan-not-filed': { isWarning: false, of: null, title: '实施方案未报送 plan not filed' },
  'no-agents': { isWarning: false, of: null, title: '没有代征人员 no agents' },
  'agents-not-trained': { isWarning: false, of: '人', title: '代征人员未培训 agents not trained' },
  'account-not-open': { isWarning: false, of: null, title: '待解专户未开立 pending account not open' },
  'agents-without-book': { isWarning: false, of: '人', title: '代征人员未领收据本 agents without a receipt book' },
  'sponsor-list-missing': { isWarning: false, of: null, title: '资助名单未送达 sponsor list missing' },
  'subsidy-account-not-open': { isWarning: false, of: null, title: '财政资助专户未开立 subsidy account not open' },
  'window-open': { isWarning: true, of: '天', title: '集中代征未到期 days left in the window' },
  'villages-behind': { isWarning: true, of: '村', title: '未完成绝大部分 villages behind "most"' },
  'deposit-window-open': { isWarning: true, of: '天', title: '存款未截止 days left to deposit' },
  'cash-not-bagged': { isWarning: false, of: '人', title: '代征人员手中有未封袋现金 agents with loose cash' },
  'bag-not-banked': { isWarning: false, of: '袋', title: '现金未存银行 bags not banked' },
  'not-first-checked': { isWarning: false, of: '条', title: '登记未经卫生院初检 rows without first check' },
  'not-handed-over': { isWarning: false, of: '次', title: '移交税务分局未完成 hand-overs missing' },
  'account-not-locked': { isWarning: false, of: null, title: '待解专户未锁止 pending account not locked' },
  'closing-statement-missing': { isWarning: false, of: null, title: '锁户流水未移交 closing statement missing' },
  'without-outcome': { isWarning: false, of: '条', title: '登记既未入库也无遗留记录 rows without an outcome' },
  'without-serial': { isWarning: false, of: '人', title: '无登记流水号 people without serial number' },
  'without-certificate': { isWarning: false, of: '人', title: '无完税证明 people without certificate' },
  'without-entry': { isWarning: false, of: '人', title: '费款未入库 people whose premium is not entered' },
  'entry-unanswered': { isWarning: false, of: '批', title: '入库未得答复 treasury entries without answer' },
  'leftover-open': { isWarning: false, of: '项', title: '遗留问题未办结 leftovers open' },
  'account-not-cleared': { isWarning: false, of: null, title: '待解专户未清零 pending account not at zero' },
  'subsidy-account-not-locked': { isWarning: true, of: null, title: '财政资助专户未锁止 subsidy account not locked' },
  'not-posted': { isWarning: false, of: '村', title: '未张榜公示 villages without posting' },
  'posting-standing': { isWarning: false, of: '村', title: '公示未满期 postings have not stood long enough' },
  'posting-not-taken-down': { isWarning: false, of: '村', title: '公示未取下 postings not taken down' },
  'objection-open': { isWarning: false, of: '项', title: '异议未答复 objections unanswered' },
} as const satisfies { readonly [kind: string]: { isWarning: boolean; of: string | null; title: string } };

export type GateKind = keyof typeof gateKinds;

export const isGateKind = (word: string): word is GateKind => Object.hasOwn(gateKinds, word);
