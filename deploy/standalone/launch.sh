# shellcheck shell=bash
# shellcheck disable=SC2034 # the variables are for deploy/up and deploy/down, which source this file

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
home=${WAFLEET_HOME:-.wafleet}
[[ $home == /* ]] || home=$root/$home

die() {
  echo "$1" >&2
  exit 1
}

# Prints the home of an installed JDK 25 or newer.
find_jdk() {
  local candidate version on_path
  on_path=$(command -v javac || true)
  for candidate in "${JAVA_HOME:-}" \
    "$(/usr/libexec/java_home -v 25+ 2>/dev/null || true)" \
    /usr/lib/jvm/* /Library/Java/JavaVirtualMachines/*/Contents/Home /opt/homebrew/opt/openjdk/libexec/openjdk.jdk/Contents/Home \
    "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* \
    "${on_path:+$(cd "$(dirname "$(readlink -f "$on_path" 2>/dev/null || echo "$on_path")")/.." && pwd)}"; do
    [[ -n $candidate && -x $candidate/bin/javac && -r $candidate/release ]] || continue
    version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$candidate/release")
    if [[ ${version:-0} -ge 25 ]]; then
      echo "$candidate"
      return
    fi
  done
  die "Wafleet needs JDK 25 or newer, and none was found: set JAVA_HOME, or install one, for instance from https://adoptium.net"
}

# A build may replace the jars while they run, so what runs is a copy. Prints where it is.
copy_launcher() {
  local target=$root/deploy/standalone/target jar version copy
  jar=$(find "$target" -maxdepth 1 -name 'wafleet-standalone-*.jar' ! -name '*-tests.jar' -print 2>/dev/null | head -n 1)
  [[ -n $jar ]] || die "deploy/standalone is not built: run mvn -DskipTests package"
  version=$( (cksum <"$jar" && ls "$target/lib") | cksum | cut -d ' ' -f 1)
  copy=$home/app/standalone/$version
  if [[ ! -d $copy ]]; then
    if [[ -z $(find "$home/run" -name '*.pid' -print 2>/dev/null | head -n 1) ]]; then
      rm -rf "$home/app/standalone" # of earlier builds, and nothing runs
    fi
    mkdir -p "$home/app/standalone"
    rm -rf "$copy.new"
    cp -R "$target/lib" "$copy.new"
    cp "$jar" "$copy.new/"
    mv "$copy.new" "$copy"
  fi
  echo "$copy"
}

# Fills the array `launch` with the command that runs the launcher from the folder $1.
launcher() {
  launch=("$jdk/bin/java" -Xmx64m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xshare:auto
    "-Dwafleet.root=$root" -cp "$1/*")
}
main_class=io.wafleet.standalone.StandaloneApplication
