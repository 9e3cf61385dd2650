import { collectedSeason } from './collected-season.ts';
import { mobilizedSeason } from './mobilized-season.ts';
import { screenedSeason } from './screened-season.ts';
import { seasonBank } from './season-bank.ts';
import { type SeasonCommand, seasonScribe, type SeasonSize } from './season-scribe.ts';
import { settledBooks } from './settled-books.ts';
import { settledSeason } from './settled-season.ts';

/**
 * A small season in which every event type of the log occurs, in the order of a real one. Pure: the same size and seed
 * give the same events.
 */
export function seasonEvents(size: SeasonSize): readonly SeasonCommand[] {
  const scribe = seasonScribe(size);
  const bank = seasonBank(scribe);
  const { sponsoredPerson } = mobilizedSeason(scribe);
  collectedSeason(scribe, bank, sponsoredPerson);
  screenedSeason(scribe, bank);
  settledBooks(scribe);
  settledSeason(scribe, bank);
  return scribe.commands;
}
