// Preloaded into Next, which flushes its gzip stream after each part of a page. Node's flush is a full one unless told
// otherwise: it forgets all that was sent before, and a page that says things twice, as streamed pages do, grows by a
// third. A sync flush sends as soon and forgets nothing: https://nodejs.org/api/zlib.html#zlibflushkind-callback
const { constants, Gzip } = require('node:zlib')

const { flush } = Gzip.prototype
Gzip.prototype.flush = function (kind = constants.Z_SYNC_FLUSH, callback) {
  return typeof kind === 'function'
    ? flush.call(this, constants.Z_SYNC_FLUSH, kind)
    : flush.call(this, kind, callback)
}
