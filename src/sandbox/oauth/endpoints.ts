import { textReply } from '../replies.ts';
import { send } from '../strike.ts';
import type { Delivery, HttpRequest, World } from '../world.ts';
import { answerAuthorize } from './authorize.ts';
import { AUTHORIZE_ROUTE, TOKEN_ROUTE } from './paths.ts';
import { answerToken } from './token.ts';

/** Answers a request to the OAuth side of Dropbox. */
export function answerOauth(world: World, request: HttpRequest): Delivery {
  switch (request.path) {
    case `/${AUTHORIZE_ROUTE}`:
      return answerAuthorize(world, request);
    case `/${TOKEN_ROUTE}`:
      return answerToken(world, request);
    default:
      return send(textReply(404, `There is nothing at ${request.path}.`));
  }
}
