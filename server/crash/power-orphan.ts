// Preloaded into boxes on disks of the harness: whoever loses its parent ends, so that nothing holds on to a disk.
const parent = process.ppid;
setInterval(() => {
  if (process.ppid !== parent) process.kill(process.pid, 'SIGKILL');
}, 500).unref();
