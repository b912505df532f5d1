/** Where the pages and endpoints of OAuth live. */
export const OAUTH_PREFIX = '/oauth2/';

/** The page that asks for consent, as rules for faults and counters name it. */
export const AUTHORIZE_ROUTE = 'oauth2/authorize';

/** The endpoint that gives out tokens, as rules for faults and counters name it. */
export const TOKEN_ROUTE = 'oauth2/token';
