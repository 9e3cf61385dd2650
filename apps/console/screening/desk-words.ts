import type { Desk } from './screening-choice.ts';

type Say = (zh: string, en: string) => string;

export const deskWords = (desk: Desk, say: Say): string =>
  desk === 'tax' ? say('税务筛查', 'tax branch') : say('卫生院初检', 'health centre');
