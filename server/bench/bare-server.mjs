import { createServer } from 'node:http';
import express from 'express';
import { Server } from 'socket.io';
import sqlite3 from 'sqlite3';

// The least that a server of this kind is made of: Express, SQLite and sockets, each in use, and nothing of ours.
const app = express();
app.get('/', (_req, res) => void res.json({ status: 'ok' }));
const server = createServer(app);
new Server(server, { transports: ['websocket'] });
const db = new sqlite3.Database(':memory:', () => {
  db.get('SELECT 1', () => {
    server.listen(0, '127.0.0.1', () => process.stdout.write('{"msg":"ready"}\n'));
  });
});
process.once('SIGTERM', () => process.exit(0));
