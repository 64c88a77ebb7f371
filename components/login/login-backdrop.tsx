/** The quiet picture behind the login form: a route along a coast, in hairlines of the theme. */
export function LoginBackdrop() {
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 1440 900"
      preserveAspectRatio="xMidYMid slice"
      fill="none"
      className="absolute inset-0 size-full"
    >
      {COAST.map((path, index) => (
        <path key={path} d={path} className="stroke-line" strokeWidth="1.25" opacity={1 - index * 0.16} />
      ))}
      <path
        d="M-40 640C170 470 330 500 500 600s330 190 520 120 300-260 470-300"
        className="stroke-accent"
        strokeWidth="1.75"
        strokeDasharray="2 9"
        strokeLinecap="round"
        opacity=".55"
      />
      {PORTS.map(([x, y]) => (
        <circle
          key={x}
          cx={x}
          cy={y}
          r="5"
          className="fill-canvas stroke-accent"
          strokeWidth="1.75"
          opacity=".7"
        />
      ))}
    </svg>
  );
}

const COAST = [
  'M-40 720C180 560 320 580 490 680s340 190 540 120 300-280 480-320',
  'M-40 764C190 616 330 630 490 722s350 184 550 112 300-270 480-306',
  'M-40 812C200 676 340 682 492 766s360 174 560 102 300-256 480-290',
  'M-40 864C210 738 350 736 494 812s370 164 570 92 300-242 480-274',
  'M-40 916C220 800 360 792 496 860s380 152 580 80 300-228 480-258',
];

const PORTS: readonly [number, number][] = [
  [232, 519],
  [500, 600],
  [844, 743],
  [1190, 619],
];
