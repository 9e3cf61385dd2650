import { dateOf } from '@canbao/domain/shanghai-date';
import { officeContract } from '@canbao/http-contract/office.contract';

import { sideBySide } from '../side-by-side.ts';
import { madeUpDigest } from './made-up-digest.ts';
import { officesOf } from './offices-of.ts';
import { peopleAtOnce, type Stage } from './stage.ts';

/** What village committees do with their postings on a day: put up what is due, take down what has stood its month. */
async function tendPostings(stage: Stage): Promise<void> {
  const on = dateOf(stage.days.planNow(await stage.days.state()));
  await sideBySide(peopleAtOnce, stage.cast.all('village-committee'), async (committee) => {
    const { postings } = await committee.ask(officeContract.postings);
    for (const { township, village, unit, state } of postings) {
      const params = { township, village };
      if (state === 'due')
        await committee.ask(officeContract.confirmPosting, {
          params,
          body: { photoSha256: madeUpDigest('up', unit), postedOn: on },
        });
      if (state === 'stood')
        await committee.ask(officeContract.takeDown, {
          params,
          body: { photoSha256: madeUpDigest('down', unit), takenDownOn: on },
        });
    }
  });
}

/** One villager in some villages objects, and the township answers. */
async function objectAndAnswer(stage: Stage): Promise<void> {
  const villages = stage.county.townships
    .flatMap(({ code, villages: all }) => all.map((village) => ({ township: code, village: village.code })))
    .filter((_, index) => index % 17 === 0);
  for (const params of villages) {
    const { office } = officesOf(stage, params.township);
    const { objection } = await office.ask(officeContract.raiseObjection, {
      params,
      body: { subject: '本人已缴费，榜上没有名字' },
    });
    await office.ask(officeContract.answerObjection, {
      params: { ...params, objection },
      body: { answer: '已核对，名字在第二页' },
    });
  }
}

export const publicize = { tendPostings, objectAndAnswer };
