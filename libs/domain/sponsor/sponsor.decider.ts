import type { Decider } from '../decider.ts';
import type { SponsorCommand } from './sponsor.commands.ts';
import type { SponsorEvent } from './sponsor.events.ts';
import { sponsorProblems } from './sponsor.problems.ts';

/** The newest list of a department; version 0 = none. */
export type Sponsor = { readonly version: number; readonly fileSha256: string };

/** a list is taken whole or returned whole; a new list of the same department is a new version. */
export const sponsorDecider: Decider<Sponsor, SponsorCommand, SponsorEvent> = {
  initial: { version: 0, fileSha256: '' },
  decide({ data: { department, people, fileSha256, departments, wrongRows } }, sponsor) {
    if (!departments.includes(department)) return sponsorProblems.departmentUnknown();
    if (wrongRows.length > 0) return sponsorProblems.returnedWhole(wrongRows);
    if (people <= 0) return sponsorProblems.empty();
    if (sponsor.fileSha256 === fileSha256) return [];
    return [{ type: 'SponsorListReceived', data: { department, version: sponsor.version + 1, people, fileSha256 } }];
  },
  evolve(sponsor, { type, data }) {
    switch (type) {
      case 'SponsorListReceived':
        return { version: data.version, fileSha256: data.fileSha256 };
      // Its own stream, one a person.
      case 'PersonListed':
        return sponsor;
    }
  },
};
