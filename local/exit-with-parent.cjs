// Preloaded into the site: when its parent dies, even by SIGKILL, the channel between them closes.
if (process.channel) {
  process.on('disconnect', () => process.exit(1))
  process.channel.unref()
}
