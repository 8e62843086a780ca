// A line to a server that can be cut and mended, as the one to a database.
import { connect, createServer } from 'node:net';

export class Line {
  /** Opens a line to where `url` leads; `this.url` leads there through it. */
  static async to(url) {
    const line = new Line();
    const far = new URL(url);
    line.far = { host: far.hostname, port: Number(far.port) };
    line.sockets = new Set();
    await line.mend();
    far.host = `127.0.0.1:${line.port}`;
    line.url = far.href;
    return line;
  }

  /** Takes connections. */
  mend() {
    this.server = createServer((near) => {
      const far = connect(this.far);
      for (const socket of [near, far]) {
        this.sockets.add(socket);
        socket.on('error', () => {});
        socket.on('close', () => {
          this.sockets.delete(socket);
          near.destroy();
          far.destroy();
        });
      }
      near.pipe(far).pipe(near);
    });
    return new Promise((resolve, reject) => {
      this.server.once('error', reject).listen(this.port || 0, '127.0.0.1', () => {
        this.port = this.server.address().port;
        resolve();
      });
    });
  }

  /** Ends all connections and takes no more. */
  cut() {
    const closed = new Promise((resolve) => this.server.close(resolve));
    for (const socket of this.sockets) socket.destroy();
    return closed;
  }
}
