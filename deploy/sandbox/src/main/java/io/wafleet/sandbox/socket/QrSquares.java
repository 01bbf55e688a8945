package io.wafleet.sandbox.socket;

import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Works out the squares of a QR code, a row of ones (dark) and zeros for each line. */
final class QrSquares {

    private static final int LONGEST = 1_000;

    private QrSquares() {}

    static List<String> rows(String text) {
        if (text.isEmpty() || text.length() > LONGEST) {
            return List.of();
        }
        try {
            ByteMatrix squares = Encoder.encode(text, ErrorCorrectionLevel.L).getMatrix();
            return IntStream.range(0, squares.getHeight())
                    .mapToObj(y -> IntStream.range(0, squares.getWidth())
                            .mapToObj(x -> Byte.toString(squares.get(x, y)))
                            .collect(Collectors.joining()))
                    .toList();
        } catch (WriterException e) {
            return List.of();
        }
    }
}
