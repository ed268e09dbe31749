/** Where somebody looks, in radians: yaw grows to the right, pitch upwards; `fov` is how wide the longer side sees. */
export interface View {
  readonly yaw: number;
  readonly pitch: number;
  /** The slant of the phone itself. */
  readonly roll: number;
  readonly fov: number;
}

/** A panorama that the graphics hold. */
export interface Held {
  /** Draws it as it is seen from its middle. */
  draw(view: View): void;
  /** Gives its memory back. */
  drop(): void;
}

/** Draws panoramas on one canvas. */
export interface Graphics {
  /** Of a picture in pixels: a wider one must be made smaller. */
  readonly widest: number;
  /** Takes a picture that goes once around. Throws where the graphics have no room for it. */
  take(picture: TexImageSource, width: number, height: number): Held;
  /** Gives the graphics back: a browser has only some 16 of them, and waits long before it collects one. */
  drop(): void;
}

const corners = 'attribute vec2 at;varying vec2 place;void main(){place=at;gl_Position=vec4(at,0.,1.);}';

/**
 * Each pixel looks for itself where its ray meets the picture, so that poles and seam are as sharp as the rest. `band`: the
 * part of the way from nadir to zenith that the picture covers, in radians.
 */
const rays = `
#ifdef GL_FRAGMENT_PRECISION_HIGH
precision highp float;
#else
precision mediump float;
#endif
varying vec2 place;uniform vec2 wide;uniform mat3 turn;uniform float band;uniform sampler2D picture;
void main(){
vec3 ray=normalize(turn*vec3(place*wide,-1.));
float v=.5-asin(clamp(ray.y,-1.,1.))/band;
gl_FragColor=v<0.||v>1.?vec4(.055,.051,.047,1.):texture2D(picture,vec2(atan(ray.x,-ray.z)/6.2831853+.5,v));
}`;

/** Undefined where this browser has no WebGL to give. */
export function graphicsOn(canvas: HTMLCanvasElement): Graphics | undefined {
  const gl = canvas.getContext('webgl', { alpha: false, antialias: false, depth: false, stencil: false });
  const program = gl && build(gl);
  if (!gl || !program) return undefined;
  gl.useProgram(program);
  gl.bindBuffer(gl.ARRAY_BUFFER, gl.createBuffer());
  // One triangle that is larger than what is seen.
  gl.bufferData(gl.ARRAY_BUFFER, new Float32Array([-1, -1, 3, -1, -1, 3]), gl.STATIC_DRAW);
  gl.enableVertexAttribArray(0);
  gl.vertexAttribPointer(0, 2, gl.FLOAT, false, 0, 0);
  const given = (name: string) => gl.getUniformLocation(program, name);
  const [wide, turn, band] = [given('wide'), given('turn'), given('band')];

  return {
    widest: gl.getParameter(gl.MAX_TEXTURE_SIZE) as number,
    take(picture, width, height) {
      const texture = gl.createTexture();
      gl.bindTexture(gl.TEXTURE_2D, texture);
      // What any size of picture may have: most are no power of two.
      for (const side of [gl.TEXTURE_WRAP_S, gl.TEXTURE_WRAP_T])
        gl.texParameteri(gl.TEXTURE_2D, side, gl.CLAMP_TO_EDGE);
      gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.LINEAR);
      while (!gl.isContextLost() && gl.getError() !== gl.NO_ERROR);
      gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGB, gl.RGB, gl.UNSIGNED_BYTE, picture);
      if (gl.getError() !== gl.NO_ERROR) {
        gl.deleteTexture(texture);
        throw new Error('no room for this picture');
      }
      const covered = bandOf(width, height);
      return {
        draw(view) {
          gl.viewport(0, 0, canvas.width, canvas.height);
          gl.bindTexture(gl.TEXTURE_2D, texture);
          gl.uniform1f(band, covered);
          gl.uniform2fv(wide, halves(view.fov, canvas.width, canvas.height));
          gl.uniformMatrix3fv(turn, false, turned(view));
          gl.drawArrays(gl.TRIANGLES, 0, 3);
        },
        drop: () => gl.deleteTexture(texture),
      };
    },
    drop() {
      gl.getExtension('WEBGL_lose_context')?.loseContext();
      canvas.width = 0;
      canvas.height = 0;
    },
  };
}

/** How far a picture goes from its foot to its head, in radians: all the way, where it is no flatter than a whole sphere. */
export function bandOf(width: number, height: number): number {
  return Math.min(Math.PI, (2 * Math.PI * height) / width);
}

/** Half of what is seen across and upwards, at distance 1; `fov` is that of the longer side. */
export function halves(fov: number, width: number, height: number): [across: number, up: number] {
  const long = Math.tan(fov / 2) / Math.max(width, height);
  return [long * width, long * height];
}

function build(gl: WebGLRenderingContext): WebGLProgram | null {
  const program = gl.createProgram();
  for (const [kind, text] of [
    [gl.VERTEX_SHADER, corners],
    [gl.FRAGMENT_SHADER, rays],
  ] as const) {
    const shader = gl.createShader(kind);
    if (!program || !shader) return null;
    gl.shaderSource(shader, text);
    gl.compileShader(shader);
    gl.attachShader(program, shader);
  }
  gl.bindAttribLocation(program, 0, 'at');
  gl.linkProgram(program);
  return gl.getProgramParameter(program, gl.LINK_STATUS) ? program : null;
}

/** Around the upright by yaw, then up by pitch, then slanted by roll: columns of the camera's own right, up and back. */
function turned({ yaw, pitch, roll }: View): number[] {
  const [sy, cy] = [Math.sin(-yaw), Math.cos(-yaw)];
  const [sp, cp] = [Math.sin(pitch), Math.cos(pitch)];
  const [sr, cr] = [Math.sin(roll), Math.cos(roll)];
  const right = [cy * cr + sy * sp * sr, cp * sr, -sy * cr + cy * sp * sr];
  const up = [-cy * sr + sy * sp * cr, cp * cr, sy * sr + cy * sp * cr];
  return [...right, ...up, sy * cp, -sp, cy * cp];
}
