import type { MayNotJoin } from '@canbao/domain/registration/may-not-join';

/** As an agent reads it to the payer: why not, what proof would change it, and where to turn instead. */
export const mayNotJoinAnswer = ({ verdict, reason, evidence, wayOut }: MayNotJoin) => ({
  verdict,
  reason,
  evidence: [...evidence],
  wayOut,
});
