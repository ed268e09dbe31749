// Imported first: the pool that files and SQLite share takes its size from here when it is first used.
process.env.UV_THREADPOOL_SIZE ??= '8';
