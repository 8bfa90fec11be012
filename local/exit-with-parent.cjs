// Preloaded into Next: when its parent dies, even by SIGKILL, the channel between them closes. Processes that Next
// forks load this too, and are Next's own business.
if (process.channel && process.env.SWOON_PARENT === String(process.ppid)) {
  process.on('disconnect', () => process.exit(1))
  process.channel.unref()
}
