import type { PersonReference } from '@canbao/event-log/new-event';
import type { SealedRow } from '@canbao/event-log/sealed-row';
import type { PersonKey } from '@canbao/vault/person-key';
import type { Vault } from '@canbao/vault/vault';

export type Payer = {
  readonly idNumber: string;
  readonly name: string;
  readonly phone?: string | undefined;
  /** key of the rule that takes the payer by another than the pack's standard rule (unusual-rule.ts). */
  readonly rule?: string | null;
};

/** What goes into an append about a payer: the reference with its commitments for the leaf, and the sealed rows. */
export type SealedPayer = { readonly reference: PersonReference; readonly sealed: readonly SealedRow[] };

/** Seals a payer when first asked, after the decision, and gives the same to every further attempt. */
export function sealedPayer(
  vault: Vault,
  campaign: string,
  person: PersonKey,
  payer: Payer,
): () => Promise<SealedPayer> {
  let once: Promise<SealedPayer> | null = null;
  return () => (once ??= seal(vault, campaign, person, payer));
}

async function seal(
  vault: Vault,
  campaign: string,
  person: PersonKey,
  { idNumber, name, phone, rule }: Payer,
): Promise<SealedPayer> {
  const value = { documentType: 'resident-id', idNumber, name: name.normalize('NFC') };
  const identity = await vault.seal(campaign, 'identity', [{ person, value }]);
  const contact = phone ? await vault.seal(campaign, 'contact', [{ person, value: { phone } }]) : null;
  const category = rule ? await vault.seal(campaign, 'category', [{ person, value: { categories: [rule] } }]) : null;
  return {
    reference: {
      key: person,
      identity: identity.commitments[0]!,
      ...(category === null ? {} : { category: category.commitments[0]! }),
      ...(contact === null ? {} : { contact: contact.commitments[0]! }),
    },
    sealed: [...identity.sealed, ...(category?.sealed ?? []), ...(contact?.sealed ?? [])],
  };
}
