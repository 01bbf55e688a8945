package io.wafleet.gateway.account;

import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A QR code as a picture, with the quiet zone of four modules that scanners need. */
final class QrPicture {

    private static final int QUIET = 4;
    private static final int PIXELS_PER_MODULE = 6;

    private final ByteMatrix modules;

    private QrPicture(ByteMatrix modules) {
        this.modules = modules;
    }

    static QrPicture of(String raw) {
        try {
            return new QrPicture(Encoder.encode(raw, ErrorCorrectionLevel.L).getMatrix());
        } catch (WriterException tooLong) {
            throw new IllegalStateException("The text is too long for a QR code", tooLong);
        }
    }

    byte[] png() {
        int side = (modules.getWidth() + 2 * QUIET) * PIXELS_PER_MODULE;
        return BlackAndWhitePng.of(side, (x, y) -> dark(x / PIXELS_PER_MODULE - QUIET, y / PIXELS_PER_MODULE - QUIET));
    }

    byte[] svg() {
        int side = modules.getWidth() + 2 * QUIET;
        StringBuilder path = new StringBuilder();
        for (int y = 0; y < modules.getHeight(); y++) {
            for (int x = 0; x < modules.getWidth(); x++) {
                if (dark(x, y)) {
                    path.append('M')
                            .append(x + QUIET)
                            .append(' ')
                            .append(y + QUIET)
                            .append("h1v1h-1z");
                }
            }
        }
        String svg = """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %1$d" shape-rendering="crispEdges">\
                <path fill="#fff" d="M0 0h%1$dv%1$dH0z"/><path d="%2$s"/></svg>
                """.formatted(side, path);
        return svg.getBytes(StandardCharsets.UTF_8);
    }

    String dataUrl() {
        return "data:image/png;base64," + Base64.getEncoder().encodeToString(png());
    }

    private boolean dark(int x, int y) {
        return x >= 0 && y >= 0 && x < modules.getWidth() && y < modules.getHeight() && modules.get(x, y) == 1;
    }
}
