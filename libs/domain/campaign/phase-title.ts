import { phases } from './phase.ts';
import type { Phase } from './phase.ts';

/** What a phase is called on a screen, and who works in it. A pack may call it otherwise. */
export type PhaseTitle = { readonly title: string; readonly titleEnglish: string };

const phaseTitles = {
  mobilize: { title: '宣传动员', titleEnglish: 'mobilize' },
  collect: { title: '集中代征代缴', titleEnglish: 'collect' },
  screen: { title: '初步筛查信息', titleEnglish: 'screen' },
  enroll: { title: '登记入库', titleEnglish: 'enroll' },
  resolve: { title: '遗留问题处理', titleEnglish: 'resolve leftovers' },
  publicize: { title: '缴费公示', titleEnglish: 'publicize' },
} as const satisfies Record<Phase, PhaseTitle>;

export const phaseTitle = (phase: Phase): string => phaseTitles[phase].title;

/** Chinese, then English: `登记入库 enroll`. */
export const phaseTitleBoth = (phase: Phase): string =>
  `${phaseTitles[phase].title} ${phaseTitles[phase].titleEnglish}`;

/** Narrows a word from outside. */
export const isPhase = (word: string): word is Phase => phases.some((phase) => phase === word);
