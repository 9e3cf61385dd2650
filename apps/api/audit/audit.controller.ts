import { auditContract } from '@canbao/http-contract/audit.contract';
import { contributionQuery } from '@canbao/projections/contribution/contribution.query';
import { eventCountQuery } from '@canbao/projections/event-count/event-count.query';
import { historyQuery } from '@canbao/projections/history/history.query';
import { identityQuery } from '@canbao/projections/identity/identity.query';
import { Controller } from '@nestjs/common';

import type { Call } from '../http/call.ts';
import { Serves } from '../http/serves.ts';
import { Parts } from '../parts.ts';
import { momentAt } from '../reading/moment-at.ts';
import { reading } from '../reading/reader.ts';
import { compareMoments } from './compare-moments.ts';

/** The time bar, and what stands behind a figure (R-1002). Everybody here sees the county; nobody sees people. */
@Controller()
export class AuditController {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  @Serves(auditContract.timeline)
  timeline(_: Call<typeof auditContract.timeline>) {
    return reading(this.#parts, undefined, async ({ handle, state, pack, planAt, moment, ...plan }) => {
      const titles = new Map(pack.pack.calendar.phases.map(({ phase, title }) => [phase, title]));
      const phases = await plan.phases();
      return {
        head: moment.position,
        from: state.openedAt,
        to: Math.max(planAt, ...phases.map(({ dueAt }) => dueAt)),
        slots: await eventCountQuery.slots(handle),
        phases: phases.map(({ phase, opensAt, openedAt, closedAt }) => ({
          phase,
          title: titles.get(phase) ?? phase,
          from: openedAt ?? opensAt,
          to: closedAt,
        })),
      };
    });
  }

  @Serves(auditContract.position)
  async position({ query: { at, axis } }: Call<typeof auditContract.position>) {
    return reading(this.#parts, undefined, async ({ handle, current }) => {
      const position = await eventCountQuery.positionAt(handle, at, axis);
      return { position, moment: await momentAt(this.#parts.log, current, position) };
    });
  }

  @Serves(auditContract.figure)
  async figure({ query }: Call<typeof auditContract.figure>) {
    const { measure, unit, from, to, limit } = query;
    return reading(this.#parts, to, async ({ handle, moment }) => {
      const end = to ?? moment.position;
      const range = { measure, unit, from, to: end };
      const before = await contributionQuery.sum(handle, { measure, unit, from: 0, to: from });
      const between = await contributionQuery.sum(handle, range);
      const figure = await contributionQuery.figure(handle, measure, unit);
      const events = await contributionQuery.list(handle, range, limit);
      return {
        measure,
        unit,
        from,
        to: end,
        before,
        between,
        figure,
        isEqual: before.people + between.people === figure.people && before.fen + between.fen === figure.fen,
        events: events.map(({ occurredAt, recordedAt, ...event }) => ({
          ...event,
          occurredAt: new Date(occurredAt).toISOString(),
          recordedAt: new Date(recordedAt).toISOString(),
        })),
        isCut: events.length < between.events,
      };
    });
  }

  @Serves(auditContract.history)
  history({ query: { subject, id, before, limit } }: Call<typeof auditContract.history>) {
    return reading(this.#parts, undefined, async ({ handle }) => {
      const { total, events } = await historyQuery.of(handle, subject, id, { before, limit });
      return {
        subject,
        id,
        total,
        events: events.map(({ occurredAt, recordedAt, ...event }) => ({
          ...event,
          occurredAt: new Date(occurredAt).toISOString(),
          recordedAt: new Date(recordedAt).toISOString(),
        })),
      };
    });
  }

  @Serves(auditContract.identities)
  identities({ query }: Call<typeof auditContract.identities>) {
    return reading(this.#parts, query.at, async ({ handle, moment }) => ({
      identities: (await identityQuery.all(handle)).map(({ name, closes, residualFen }) => ({
        name,
        closes,
        residualFen,
      })),
      moment,
    }));
  }

  @Serves(auditContract.compare)
  compare({ query }: Call<typeof auditContract.compare>) {
    return compareMoments(this.#parts, query);
  }
}
