import { fileContract } from '@canbao/http-contract/file.contract';
import { type Intake, intakeQuery } from '@canbao/projections/intake/intake.query';
import { Controller } from '@nestjs/common';

import { accessProblems } from '../access/access-problems.ts';
import type { Call } from '../http/call.ts';
import { Serves } from '../http/serves.ts';
import { Parts } from '../parts.ts';
import { reading } from '../reading/reader.ts';
import { inCampaign } from '../record/in-campaign.ts';
import { emptyFile } from './empty-file.ts';
import { returnedFileOf } from './returned-file-of.ts';
import { isSentBy, senderOf } from './sender.ts';
import { uploadFile } from './upload-file.ts';

/** So many reasons are shown; the returned file holds all of them. */
const SHOWN_REASONS = 200;

/** Registrations by file. A file of another sender is not found. */
@Controller()
export class FilesController {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  @Serves(fileContract.upload)
  upload(call: Call<typeof fileContract.upload>) {
    return inCampaign(this.#parts, (current) => uploadFile(this.#parts, current, call));
  }

  @Serves(fileContract.list)
  list({ grants }: Call<typeof fileContract.list>) {
    return reading(this.#parts, undefined, async ({ handle, moment }) => ({
      files: (await intakeQuery.bySender(handle, senderOf(grants))).map(sentFile),
      moment,
    }));
  }

  @Serves(fileContract.result)
  result({ param, grants }: Call<typeof fileContract.result>) {
    return reading(this.#parts, undefined, async ({ current, handle, moment }) => {
      const intake = await intakeQuery.byId(handle, param('intake'));
      if (intake === null || !isSentBy(intake, grants)) return accessProblems.notFound();
      const hasReturned = intake.state === 'taken' && intake.refused > 0;
      const until = hasReturned ? await this.#parts.vault.fileKeptUntil(current.code, intake.intake) : null;
      return {
        ...sentFile(intake),
        rows: await intakeQuery.refusals(handle, intake.intake, SHOWN_REASONS),
        returnedUntil: until === null ? null : new Date(until).toISOString(),
        moment,
      };
    });
  }

  @Serves(fileContract.returned)
  returned(call: Call<typeof fileContract.returned>) {
    return reading(this.#parts, undefined, async ({ current, handle }) => {
      const intake = await intakeQuery.byId(handle, call.param('intake'));
      if (intake === null || !isSentBy(intake, call.grants)) return accessProblems.notFound();
      return returnedFileOf(this.#parts, current, handle, intake);
    });
  }

  @Serves(fileContract.template)
  template({ grants }: Call<typeof fileContract.template>) {
    return emptyFile(senderOf(grants));
  }
}

const sentFile = ({ intake, state, receivedAt, total, taken, refused, skipped, problem }: Intake) => ({
  intake,
  state,
  receivedAt: new Date(receivedAt).toISOString(),
  total,
  taken,
  refused,
  skipped,
  problem,
});
