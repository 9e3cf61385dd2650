import type { SponsorEvent } from '@canbao/domain/sponsor/sponsor.events';
import { bulkAppend } from '@canbao/event-log/bulk-append';
import { digestOf } from '@canbao/event-log/digest-of';
import { openBulk } from '@canbao/event-log/open-bulk';

import type { CurrentCampaign } from '../campaign/current-campaign.ts';
import type { Parts } from '../parts.ts';
import { idOfCommand } from '../record/id-of-command.ts';
import type { ListedPerson } from './read-sponsor-list.ts';

type List = {
  readonly department: string;
  readonly version: number;
  readonly commandId: string;
  readonly firstAt: number;
  readonly actor: string;
};

const PAGE = 500;

/** Appends everybody on a list, in pages with ids of their own: after a crash the same command skips what stands. */
export async function listPeople(
  { log, vault }: Parts,
  current: CurrentCampaign,
  list: List,
  people: readonly ListedPerson[],
): Promise<void> {
  const bulk = await openBulk(log, current.code, { hasThread: people.length > 5_000 });
  try {
    for (let from = 0; from < people.length; from += PAGE) {
      const page = people.slice(from, from + PAGE);
      const documents = page.map(({ idNumber }) => ({ documentType: 'resident-id', number: idNumber }));
      const keys = await vault.identify(current.code, documents);
      const identity = await vault.seal(
        current.code,
        'identity',
        page.map(({ idNumber, name }, i) => ({
          person: keys[i]!,
          value: { documentType: 'resident-id', idNumber, name: name.normalize('NFC') },
        })),
      );
      const category = await vault.seal(
        current.code,
        'category',
        page.map((person, i) => ({ person: keys[i]!, value: { categories: [person.category] } })),
      );
      const outcome = await bulkAppend(bulk, {
        commandId: `${list.commandId}/${from}`,
        digest: digestOf({ department: list.department, version: list.version, from, people: [...keys] }),
        rows: page.map((person, i) => ({
          stream: `sponsored-${idOfCommand(list.commandId, list.firstAt, from + i + 1)}`,
          expectedVersion: 0,
          isVital: true,
          sealed: [identity.sealed[i]!, category.sealed[i]!],
          events: [
            {
              ...listed(list, person.row),
              unit: person.unit,
              actor: list.actor,
              occurredAt: current.planNow,
              person: { key: keys[i]!, identity: identity.commitments[i]!, category: category.commitments[i]! },
            },
          ],
        })),
      });
      if (outcome.kind !== 'appended' && outcome.kind !== 'repeated') {
        throw new Error(`a page of the list of ${list.department} was not appended: ${outcome.kind}`);
      }
    }
  } finally {
    await bulk.close();
  }
}

const listed = ({ department, version }: List, line: number): Extract<SponsorEvent, { type: 'PersonListed' }> => ({
  type: 'PersonListed',
  data: { department, version, line },
});
