import { Token } from 'aws-cdk-lib';
import { AccountPrincipal, ArnPrincipal, type IPrincipal } from 'aws-cdk-lib/aws-iam';

/** @param named as `senderArns` and `consumerArns` name it: by ARN or, where it is an account, by its id */
export const principalOf = (named: string): IPrincipal =>
  /^\d{12}$/.test(named) ? new AccountPrincipal(named) : new ArnPrincipal(named);

/** The id of the account that a principal is in; may be a token. Undefined where nothing tells. */
export const accountOf = (principal: IPrincipal): string | undefined => {
  if (principal.principalAccount !== undefined) return principal.principalAccount;
  if (!(principal instanceof ArnPrincipal) || Token.isUnresolved(principal.arn)) return undefined;
  return principal.arn.split(':')[4];
};
