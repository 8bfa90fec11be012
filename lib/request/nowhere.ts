import { isFile } from './guard'

/** First parts of addresses: the folders of app/ and public/ but for the operators', as next.config.js found them. */
const rooms = () => new Set((process.env.ROOMS ?? '').split(' '))

const operators = 'admin'

/** Where nothing is, ever: Next makes no route of a folder that begins so. */
export const nowhere = '/_nowhere'

/** The first part of a path, and whether anything follows it. */
function partsOf(pathname: string) {
  const [first = '', ...rest] = pathname.replace(/^\/+/, '').split('/')
  return { first: decodeURIComponent(first), isAlone: rest.length === 0 }
}

/** Whether it may be an address of the operators' console. */
export const isForOperators = (pathname: string) => partsOf(pathname).first === operators

/**
 * Whether nothing is at an address whose first part no folder has. All of these are answered in one way, so that the
 * operators' own can be answered to others as one of them.
 */
export function isNowhere(pathname: string) {
  // A folder that was added since `next dev` began is one too.
  if (process.env.NODE_ENV === 'development') return false
  const { first, isAlone } = partsOf(pathname)
  if (first === '' || first === '_next' || rooms().has(first)) return false
  return !(isAlone && isFile(`/${first}`))
}
