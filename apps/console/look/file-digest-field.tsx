import { sha256 } from './sha256.ts';
import { useWords, Words } from './words.tsx';

type Props = {
  readonly zh: string;
  readonly en: string;
  readonly digest: string;
  readonly onDigest: (digest: string) => void;
  readonly accept?: string;
};

/** A document or photo: chosen here, digested here, only the digest is sent. */
export function FileDigestField({ zh, en, digest, onDigest, accept }: Props) {
  const say = useWords();
  return (
    <label className="field">
      <span className="name">
        <Words zh={zh} en={en} />
      </span>
      <input
        type="file"
        accept={accept}
        onChange={(event) => {
          const file = event.target.files?.[0];
          if (file) void sha256(file).then(onDigest);
        }}
      />
      <span className="label mono" style={{ display: 'block' }}>
        {digest ? `SHA-256 ${digest.slice(0, 16)}…` : say('还没有选文件', 'no file chosen yet')}
      </span>
    </label>
  );
}
