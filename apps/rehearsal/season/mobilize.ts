import { madeUpPeople } from '@canbao/domain/rehearsal/made-up-people';
import { campaignContract } from '@canbao/http-contract/campaign.contract';
import { officeContract } from '@canbao/http-contract/office.contract';
import { taskContract } from '@canbao/http-contract/task.contract';
import { townshipContract } from '@canbao/http-contract/township.contract';
import { dateOf } from '@canbao/domain/shanghai-date';

import { sideBySide } from '../side-by-side.ts';
import { csvText } from './csv-text.ts';
import { madeUpDigest } from './made-up-digest.ts';
import { peopleAtOnce, type Stage } from './stage.ts';

/** 09-16: the issued table with its printed total, then each township's task and its split. */
async function setTasks(stage: Stage, tableCsv: string): Promise<void> {
  const { coordinator, county } = stage;
  const table = await coordinator.ask(taskContract.importTable, { body: { csv: tableCsv } });
  if (table.difference !== 0)
    await coordinator.ask(taskContract.confirmTable, {
      body: { reason: `印刷合计与各行相差 ${Math.abs(table.difference)}，两数都保留` },
    });
  await sideBySide(peopleAtOnce, county.townships, async ({ code, people, villages }) => {
    const split = villages.map((village) => ({ code: village.code, name: village.name, people: village.people }));
    await coordinator.ask(taskContract.setTownshipTask, {
      params: { township: code },
      body: { people, villages: split },
    });
  });
}

/** 09-17: every township files its plan, trains its agents, and its tax branch hands out receipt books. */
async function prepareTownships(stage: Stage): Promise<void> {
  const { cast, county, days } = stage;
  const region = stage.pack.units.region;
  const trainedOn = dateOf(days.planNow(await days.state()));
  await sideBySide(peopleAtOnce, county.townships, async ({ code, name, villages }) => {
    const params = { township: code };
    const office = cast.find('township-office', { unit: `${region}/${code}` });
    const agents = villages.flatMap((village) => village.agents);
    await office.ask(townshipContract.filePlan, {
      params,
      body: { title: `${name}征缴工作方案`, documentSha256: madeUpDigest('plan', code) },
    });
    await office.ask(townshipContract.confirmTraining, {
      params,
      body: { agents: agents.map(({ agent }) => agent), trainedOn },
    });
    const tax = cast.find('tax-branch', { unit: `${region}/${code}` });
    for (const { agent, book } of agents)
      await tax.ask(townshipContract.issueBook, { params, body: { agent, ...book } });
  });
}

/** 09-18: four departments hand in their lists. */
async function submitSponsorLists(stage: Stage): Promise<void> {
  const lists = new Map<string, string[][]>();
  for (const township of stage.county.townships)
    for (const person of madeUpPeople(stage.county, township)) {
      if (!person.sponsored) continue;
      const rows = lists.get(person.sponsored.department) ?? [];
      rows.push([person.idNumber, person.name, township.code, person.village, person.group, person.sponsored.category]);
      lists.set(person.sponsored.department, rows);
    }
  const heads = ['身份证号', '姓名', '乡镇代码', '村代码', '组', '类别'];
  await sideBySide(2, stage.cast.all('sponsor-department'), async (department) => {
    const rows = lists.get(department.account.holder ?? '');
    if (rows) await department.ask(officeContract.submitSponsorList, { body: { csv: csvText([heads, ...rows]) } });
  });
}

/** Opens the campaign at the pack's first instant, unless an earlier run of the rehearsal has. */
async function openCampaign(stage: Stage, speed: number, holdAt: number): Promise<void> {
  const { people, seed } = stage.options;
  await stage.coordinator.ask(campaignContract.open, { body: { packId: stage.pack.id, people, seed, speed, holdAt } });
}

export const mobilize = { openCampaign, setTasks, prepareTownships, submitSponsorLists };
