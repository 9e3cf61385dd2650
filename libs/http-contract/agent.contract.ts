import { z } from 'zod';

import { accepted } from './accepted.ts';
import { declaredPart } from './declared-part.ts';
import { correction } from './correction.ts';
import { isoDate } from './iso-date.ts';
import { mayNotJoin } from './may-not-join.ts';
import { asOfQuery, moment } from './moment.ts';
import { registrationId } from './registration-id.ts';
import { returnReasonRow } from './return-reason-row.ts';
import { sha256Hex } from './sha256-hex.ts';
import { operation } from './operation.ts';

const bag = z.object({
  code: z.string(),
  people: z.int(),
  amountFen: z.int(),
  closedAt: z.string(),
  state: z.enum(['closed', 'banked', 'matched']),
  dueAt: z.number(),
  remark: z.string(),
  accountName: z.string(),
  accountTail: z.string(),
});
const returnedRow = z.object({
  registration: registrationId,
  receipt: z.string(),
  name: z.string(),
  idNumber: z.string(),
  group: z.string(),
  round: z.int(),
  reasons: z.array(returnReasonRow),
  isMendable: z.boolean(),
  /** What happens to it and its money when nobody can mend it; null while the agent can. */
  wayOut: z.string().nullable(),
});
/** A row that is out of the agent's hands: sent again, or not to be mended any more. */
const sentRow = z.object({
  registration: registrationId,
  receipt: z.string(),
  name: z.string(),
  idNumber: z.string(),
  group: z.string(),
  amountFen: z.int(),
  state: z.enum(['waiting', 'passed', 'failed']),
  reasons: z.array(returnReasonRow),
  corrections: z.array(correction),
  /** Of a failed one: its kind, what happens, and who holds its money now. */
  leftover: z
    .object({
      kind: z.string(),
      title: z.string(),
      wayOut: z.string(),
      hop: z.enum(['account', 'requested', 'approved', 'health-centre', 'agent', 'payer', 'none']),
      money: z.string(),
    })
    .nullable(),
});

/** The agent's own work; scope `own`: the grant's holder is the agent id `<T>-<V>-<n>`. */
export const agentContract = {
  workbench: operation({
    method: 'GET',
    path: '/api/agent',
    summary: '代征工作台 workbench',
    roles: ['agent'],
    scope: 'own',
    query: asOfQuery,
    answer: z.object({
      agent: z.string(),
      name: z.string(),
      township: z.string(),
      townshipName: z.string(),
      village: z.string(),
      villageName: z.string(),
      premiumFen: z.int(),
      /** cash = collected − bagged; the terms stand under the sum. */
      cash: z.object({
        fen: z.int(),
        people: z.int(),
        collectedFen: z.int(),
        baggedFen: z.int(),
        firstReceiptAt: z.number().nullable(),
        dueAt: z.number().nullable(),
        capFen: z.int(),
        peopleUntilCap: z.int(),
      }),
      alert: z.enum(['none', 'warned', 'breached', 'escalated']),
      nextReceipt: z.string().nullable(),
      receiptsLeft: z.int(),
      collectedPeople: z.int(),
      unbagged: z.array(
        z.object({
          registration: registrationId,
          receipt: z.string(),
          name: z.string(),
          amountFen: z.int(),
          receivedAt: z.string(),
        }),
      ),
      bags: z.array(bag),
      returned: z.array(returnedRow),
      /** Rows out of the agent's hands, by how they stand; `sentAgain` lists them. */
      sent: z.object({ waiting: z.int(), passed: z.int(), failed: z.int() }),
      refunds: z.array(
        z.object({ registration: registrationId, name: z.string(), amountFen: z.int(), since: z.string() }),
      ),
      /** what a payer can be. `standard` is what they are who say nothing. */
      whoMayJoin: z.object({
        standings: z.array(
          z.object({
            key: z.string(),
            title: z.string(),
            titleEnglish: z.string(),
            /** Proof to show; `mayNotJoin` is what is said without it. */
            monthsResident: z.int().nullable(),
            documents: z.array(z.string()),
            mayNotJoin: mayNotJoin.nullable(),
          }),
        ),
        standard: z.string(),
        /** Null = anywhere. */
        placeOfPayment: z.string().nullable(),
      }),
      isOpen: z.boolean(),
      planNow: z.number(),
      moment,
    }),
  }),
  sentAgain: operation({
    method: 'GET',
    path: '/api/agent/sent-again',
    summary: '已再报 rows sent again, old value and new, and what became of them (R-406)',
    roles: ['agent'],
    scope: 'own',
    query: asOfQuery.extend({ after: registrationId.optional() }),
    answer: z.object({
      total: z.int(),
      rows: z.array(sentRow),
      /** Where the next page begins; null = this was the last. */
      next: registrationId.nullable(),
      moment,
    }),
  }),
  /** Before money is taken: nothing is recorded. A POST, for an ID number stands in no address. */
  checkPayer: operation({
    method: 'POST',
    path: '/api/agent/payer-checks',
    summary: '收款前先查 what is due from this payer, and whether somebody was faster',
    roles: ['agent'],
    scope: 'own',
    body: z.strictObject({ idNumber: z.string().min(1).max(40), ...declaredPart }),
    answer: z.object({
      dueFen: z.int(),
      /** Why so much; never why less, which is the payer's own affair (security). */
      why: z.string(),
      /** Where the payer is registered already, as far as this agent may know it. */
      registered: z.array(z.object({ where: z.string(), receivedOn: isoDate, receiptTail: z.string() })),
      mayNotJoin: mayNotJoin.nullable(),
    }),
  }),
  register: operation({
    method: 'POST',
    path: '/api/agent/registrations',
    summary: '登记缴费人 register a payer (R-401)',
    roles: ['agent'],
    scope: 'own',
    body: z.strictObject({
      idNumber: z.string().min(1).max(40),
      name: z.string().trim().min(1).max(60),
      group: z.string().trim().min(1).max(20),
      receipt: z.string().regex(/^[A-Z]{2}\d{4}-\d{8}$/),
      amountFen: z.int().nonnegative(),
      phone: z.string().max(30).optional(),
      /** set only after the agent was told of a wrong check digit and looked at the card again. */
      asOnCard: z.boolean().optional(),
      ...declaredPart,
    }),
    answer: accepted.extend({ registration: registrationId, cashFen: z.int(), warnings: z.array(z.string()) }),
  }),
  closeBag: operation({
    method: 'POST',
    path: '/api/agent/bags',
    summary: '封袋 close a bag, get its slip code (R-600)',
    roles: ['agent'],
    scope: 'own',
    /** Absent = everything in hand, oldest first, up to the cap. */
    body: z.strictObject({ registrations: z.array(registrationId).min(1).max(80).optional() }),
    answer: accepted.extend({ bag }),
  }),
  recordBanked: operation({
    method: 'POST',
    path: '/api/agent/bags/:code/banked',
    summary: '已存银行 handed in at the counter',
    roles: ['agent'],
    scope: 'object',
    body: z.strictObject({ tellerSlipSha256: sha256Hex }),
    answer: accepted,
  }),
  correct: operation({
    method: 'POST',
    path: '/api/agent/registrations/:registration/correct',
    summary: '更正 correct a returned row (R-406)',
    roles: ['agent'],
    scope: 'object',
    body: z.strictObject({
      idNumber: z.string().max(40).optional(),
      name: z.string().trim().min(1).max(60).optional(),
      group: z.string().trim().min(1).max(20).optional(),
    }),
    answer: accepted,
  }),
  payRefund: operation({
    method: 'POST',
    path: '/api/agent/refunds/:registration/paid',
    summary: '退给缴费人 paid back, with the payer signature',
    roles: ['agent'],
    scope: 'object',
    body: z.strictObject({ signatureSha256: sha256Hex, paidOn: isoDate }),
    answer: accepted,
  }),
};
