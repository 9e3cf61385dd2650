import { apportion } from '../apportion.ts';
import { pick, seededRandom } from './seeded-random.ts';

/** Who collects in a village; `agent` is `<township>-<village>-<n>`. `from` to `to` of `series` is the receipt book. */
export type MadeUpAgent = {
  readonly agent: string;
  readonly village: string;
  readonly displayName: string;
  readonly book: { readonly series: string; readonly from: number; readonly to: number };
};
export type MadeUpVillage = {
  readonly code: string;
  readonly name: string;
  readonly people: number;
  readonly agents: readonly MadeUpAgent[];
};
export type MadeUpTownship = {
  readonly code: string;
  readonly name: string;
  readonly people: number;
  /** Number of the township's first person in the county; people are numbered through, so no two share an ID number. */
  readonly firstPerson: number;
  readonly villages: readonly MadeUpVillage[];
};
export type MadeUpCounty = {
  readonly seed: number;
  readonly people: number;
  readonly townships: readonly MadeUpTownship[];
};

/** Settled: no list of villages exists, so a township gets one per 150 made-up people, 2 to 20. */
const peoplePerVillage = 150;
const surnames = [...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕'];
const given =
  '明华 秀英 国强 桂兰 建军 玉梅 志刚 春燕 海涛 小霞 文斌 凤仙 立夏 白露 长河 惠民 青山 晓云 成林 素贞'.split(' ');
const villageHeads = '前 后 东 西 南 北 大 小 上 下 新 老 石 柳 槐 杏 白 高 马 河'.split(' ');
const villageTails = '李庄 杨村 赵楼 王庄 桥口 营村 庙村 店村 岗村 湾村 寨村 坡村'.split(' ');

/** Name of somebody who does not exist. Officials have names like anybody's. */
export const madeUpName = (random: () => number): string => pick(random, surnames) + pick(random, given);

/**
 * The whole county's layout: tasks apportioned to `people` by the townships' weights (largest remainder, R-801),
 * villages, agents and receipt books. Deterministic by seed; holds no person.
 */
export function madeUpCounty(plan: {
  readonly seed: number;
  readonly people: number;
  readonly townships: readonly { readonly code: string; readonly name: string; readonly weight: number }[];
}): MadeUpCounty {
  const tasks = apportion(
    plan.people,
    plan.townships.map(({ weight }) => weight),
  );
  let firstPerson = 0;
  let nextReceipt = 1;
  const townships = plan.townships.map(({ code, name }, index): MadeUpTownship => {
    const people = tasks[index]!;
    const villages = madeUpVillages(plan.seed, code, people, nextReceipt);
    const township = { code, name, people, firstPerson, villages };
    firstPerson += people;
    nextReceipt = (villages.at(-1)?.agents.at(-1)?.book.to ?? nextReceipt - 1) + 1;
    return township;
  });
  return { seed: plan.seed, people: plan.people, townships };
}

function madeUpVillages(
  seed: number,
  township: string,
  people: number,
  firstReceipt: number,
): readonly MadeUpVillage[] {
  const random = seededRandom(seed, 'villages', township);
  const count = Math.min(20, Math.max(2, Math.round(people / peoplePerVillage)));
  const split = apportion(
    people,
    Array.from({ length: count }, () => 70 + Math.floor(random() * 60)),
  );
  const names = new Set<string>();
  let nextReceipt = firstReceipt;
  return split.map((villagePeople, index) => {
    const code = String(index + 1).padStart(2, '0');
    let name = pick(random, villageHeads) + pick(random, villageTails);
    while (names.has(name)) name = pick(random, villageHeads) + pick(random, villageTails);
    names.add(name);
    const agentCount = random() < 0.5 ? 1 : 2;
    const agents = Array.from({ length: agentCount }, (_, nth): MadeUpAgent => {
      // A book holds every payer of the village and some to spare: duplicates, voids, helping out.
      const size = Math.ceil((villagePeople * 1.2) / agentCount / 50 + 1) * 50;
      const book = { series: 'SC2020', from: nextReceipt, to: nextReceipt + size - 1 };
      nextReceipt += size;
      return { agent: `${township}-${code}-${nth + 1}`, village: code, displayName: madeUpName(random), book };
    });
    return { code, name, people: villagePeople, agents };
  });
}
