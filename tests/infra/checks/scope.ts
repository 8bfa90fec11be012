import type { Deployment } from '../deployment'
import type { Finding } from './finding'

/** What SST makes for the site's address, files and build, for the bundles, and for itself. */
const madeBySst = [
  { type: /^(aws:(cloudfront|s3|lambda)\/|command:|pulumi-nodejs:)/, name: /^Site[A-Z]/ },
  { type: /^aws:s3\/bucketObjectv2:/, name: /Code$/ },
  { type: /^random:index\/randomBytes:/, name: /^LambdaEncryptionKey$/ },
  { type: /^pulumi:providers:/, name: /^AwsProvider/ },
]

/** Nothing is deployed that no check looks at: a policy, a permission or a provider's resource from elsewhere. */
export const checkScope = ({ others }: Deployment): Finding[] =>
  others
    .filter(({ type, name }) => !madeBySst.some((known) => known.type.test(type) && known.name.test(name)))
    .map(({ type, name }) => `${name}: is of ${type}, which no check looks at`)
