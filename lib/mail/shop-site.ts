import { Resource } from 'sst'
import { configuredSites } from '../sites'

/** Where a mail says the shop is: as it is configured, else as it was deployed. No request says it. */
export const shopSite = () => configuredSites(process.env)?.[0] ?? new URL(Resource.Site.url)
