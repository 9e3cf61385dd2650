/**
 * What a person is found by. Both fields are normalised by the caller (`id-number.ts` of the domain): the vault
 * compares bytes. `documentType` is a word of the pack such as `resident-id` and holds no `|`.
 */
export type IdentityDocument = { readonly documentType: string; readonly number: string };
