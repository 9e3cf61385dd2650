import { badArchives } from './bad-archives.ts';
import type { BadFile } from './bad-file.ts';
import { badTexts } from './bad-texts.ts';
import { badWorkbooks } from './bad-workbooks.ts';

/** Every messy or hostile file that was thought of, made when it is asked for: none lies in the repository. */
export const badVillageFiles: readonly BadFile[] = [...badWorkbooks, ...badArchives, ...badTexts];
