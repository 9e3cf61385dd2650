import { useState } from 'react';

import { FileButton } from './file-button.tsx';
import { Mark } from './mark.tsx';
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
  const [name, setName] = useState('');
  return (
    <div className="field">
      <span className="name">
        <Words zh={zh} en={en} />
      </span>
      <FileButton
        name={name}
        {...(accept ? { accept } : {})}
        onFile={(file) => {
          setName(file.name);
          void sha256(file).then(onDigest);
        }}
      />
      <p className="label">
        {digest ? (
          <>
            <Mark name="done" /> {say('文件留在您这里，只记指纹', 'the file stays with you; its digest is recorded')}{' '}
            <span className="mono">SHA-256 {digest.slice(0, 16)}</span>
          </>
        ) : (
          say('还没有选文件', 'no file chosen yet')
        )}
      </p>
    </div>
  );
}
