import type { CountyNews } from './county-moved.ts';
import type { ProcessSettings } from './process-settings.ts';

/** What every workflow below the county is started with. */
export type ChildInput = {
  /** Code of the campaign, `411722-2020`; `region` is the county's unit path, `411722`. */
  readonly campaign: string;
  readonly region: string;
  readonly news: CountyNews;
  readonly settings: ProcessSettings;
};
