import type { Credentials } from '../state.ts';
import type { Parameters } from './parameters.ts';

/** How a caller of the token endpoint shows that it is the app: with the app's secret, or by its key alone. */
export type ClientProof = 'secret' | 'none';

interface Claim {
  id: string;
  secret: string | null;
}

const BASIC = /^basic +([\w+/-]+=*)$/i;

function basicClaim(header: string): Claim | undefined {
  const [, encoded] = BASIC.exec(header.trim()) ?? [];
  if (encoded === undefined) return undefined;
  const [id = '', ...secret] = Buffer.from(encoded, 'base64').toString().split(':');
  return { id, secret: secret.join(':') };
}

function claims(parameters: Parameters, header: string | undefined): (Claim | undefined)[] {
  const id = parameters.get('client_id');
  const secret = parameters.get('client_secret') ?? null;
  const form = id === undefined && secret === null ? [] : [{ id: id ?? '', secret }];
  return header === undefined ? form : [basicClaim(header), ...form];
}

/** Identifies the app by HTTP Basic or by the form; every claim that is made has to be right. */
export function identifyClient(
  parameters: Parameters,
  header: string | undefined,
  { appKey, appSecret }: Credentials,
): ClientProof | 'anonymous' | 'invalid' {
  const made = claims(parameters, header);
  if (made.length === 0) return 'anonymous';
  let proof: ClientProof = 'none';
  for (const claim of made) {
    if (claim?.id !== appKey) return 'invalid';
    if (claim.secret === null || claim.secret === '') continue;
    if (claim.secret !== appSecret) return 'invalid';
    proof = 'secret';
  }
  return proof;
}
